/**
 * The catalogue as buyers read it: finished answers about concerts and their dates, cached in the instance and in
 * Redis. It is the only module with cache annotations. Other modules use nothing of it.
 */
@ApplicationModule(allowedDependencies = {"concert", "database", "redis", "startup", "traffic", "web"})
@NullMarked
package io.showgate.catalogue;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
