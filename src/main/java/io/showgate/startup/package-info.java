/** The start of an instance: required settings, waiting for the database, and the probes meanwhile. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.showgate.startup;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
