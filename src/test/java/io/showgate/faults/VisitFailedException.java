package io.showgate.faults;

/** A visit ends early: the person's time is over, or an answer was final and not the expected one. */
final class VisitFailedException extends Exception {

    private final String last;

    VisitFailedException(String last) {
        super(last, null, false, false);
        this.last = last;
    }

    /** The last answer to the person. */
    String last() {
        return last;
    }
}
