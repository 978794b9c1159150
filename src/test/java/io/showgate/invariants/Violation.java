package io.showgate.invariants;

/**
 * A broken promise.
 *
 * @param owner the queue, campaign or table it was found in
 * @param text what is wrong, with the users and numbers concerned
 */
record Violation(String owner, String text) {

    @Override
    public String toString() {
        return owner + ": " + text;
    }
}
