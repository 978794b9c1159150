package io.showgate.capacity;

/** What was used up at a load, and so stands in the way of more. */
enum Saturation {
    PORTS("the load generator: its ports are used up"),
    PROCESSOR("the application's cores"),
    REDIS("Redis"),
    POOL("the database pool"),
    OTHERS("other work on this machine takes the cores that the load generator needs"),
    GENERATOR("the load generator: it had no core left"),
    VIRTUAL_USERS("the load generator: it had no virtual user left"),
    LIMITS("a limit of the configuration: 429 or 503"),
    WAITING("nothing that is busy: not everybody got in time what they came for"),
    NONE("nothing that can be seen");

    private static final double NEARLY_ALL = 0.9;
    private static final double MOST_PORTS = 0.8;
    private static final double FULL_MACHINE = 0.93;
    private static final double A_THIRD = 1.0 / 3;
    private static final double A_QUARTER = 0.25;
    private static final double FEW = 0.01;

    private final String text;

    Saturation(String text) {
        this.text = text;
    }

    /**
     * The first of these that holds. An application that uses all of its cores is the limit, whatever else is busy; a
     * full machine of which the generator took a third, or what has nothing to do with the trial a quarter, says
     * nothing about the application.
     */
    static Saturation of(Trial trial) {
        var usage = trial.usage();
        if (usage.ports() > MOST_PORTS) {
            return PORTS;
        }
        if (usage.application() > NEARLY_ALL * usage.applicationCores()) {
            return PROCESSOR;
        }
        if (usage.redis() > NEARLY_ALL) {
            return REDIS;
        }
        if (usage.poolWaiting() > 0) {
            return POOL;
        }
        if (usage.machine() > FULL_MACHINE) {
            if (usage.others() > A_QUARTER * usage.machineCores()) {
                return OTHERS;
            }
            if (usage.generator() > A_THIRD * usage.machineCores()) {
                return GENERATOR;
            }
        }
        if (trial.dropped() > FEW) {
            return VIRTUAL_USERS;
        }
        if (trial.isRefused()) {
            return LIMITS;
        }
        return trial.checks() > 1 - FEW ? NONE : WAITING;
    }

    /** Whether the load and not what was to be measured came to its end. */
    boolean isOfTheLoad() {
        return this == GENERATOR || this == OTHERS || this == PORTS || this == VIRTUAL_USERS;
    }

    @Override
    public String toString() {
        return text;
    }
}
