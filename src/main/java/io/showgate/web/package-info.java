/** HTTP without a business noun: problem details, user ids, the caller, and the filters for paths and bodies. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.showgate.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
