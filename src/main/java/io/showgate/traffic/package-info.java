/** Limits on requests: requests in progress, their memory and their delay, and the requests of each source. */
@ApplicationModule(allowedDependencies = {"web"})
@NullMarked
package io.showgate.traffic;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
