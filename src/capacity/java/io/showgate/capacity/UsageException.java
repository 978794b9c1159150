package io.showgate.capacity;

/** The command cannot be carried out, for the reason given, which is printed as it is. */
final class UsageException extends RuntimeException {

    private static final long serialVersionUID = 1;

    UsageException(String reason) {
        super(reason);
    }
}
