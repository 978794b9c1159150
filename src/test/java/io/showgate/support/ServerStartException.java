package io.showgate.support;

/** A server cannot start. The message is a sentence for the person who started it. */
public final class ServerStartException extends RuntimeException {

    ServerStartException(String message) {
        super(message);
    }
}
