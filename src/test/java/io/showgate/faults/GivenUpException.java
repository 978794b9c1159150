package io.showgate.faults;

/** A person's patience is over, or was spared by an answer that is final and was not hoped for. */
final class GivenUpException extends Exception {

    private final String last;

    GivenUpException(String last) {
        super(last, null, false, false);
        this.last = last;
    }

    /** What they were last told. */
    String last() {
        return last;
    }
}
