/** Texts that only Showgate can have written: an HMAC signer and the signed form of a text. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.showgate.token;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
