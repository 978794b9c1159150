package io.showgate.support;

/** A server, or what it needs, is not to be had; the message is a sentence for the person who started it. */
public final class ServerStartException extends RuntimeException {

    ServerStartException(String message) {
        super(message);
    }
}
