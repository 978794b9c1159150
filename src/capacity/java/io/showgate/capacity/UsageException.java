package io.showgate.capacity;

/** The command cannot run. The message is a sentence for the person who called it, and is printed as it is. */
final class UsageException extends RuntimeException {

    private static final long serialVersionUID = 1;

    UsageException(String reason) {
        super(reason);
    }
}
