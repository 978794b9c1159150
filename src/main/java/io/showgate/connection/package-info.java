/** HTTP connections: deadlines for what a client sends and takes, and the buffers of a connection. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.showgate.connection;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
