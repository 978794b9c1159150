package io.showgate.capacity;

/** The resource that was used up at a load, and so limits the capacity. */
enum Saturation {
    PORTS("the load generator: no port left"),
    PROCESSOR("the application's cores"),
    REDIS("Redis"),
    POOL("the database pool"),
    OTHER_WORK("other work on this machine: it used the cores that the load generator needs"),
    GENERATOR("the load generator: no core left"),
    VIRTUAL_USERS("the load generator: no virtual user left"),
    LIMITS("a limit of the configuration: 429 or 503"),
    WAITING("no measured resource was busy, but some people did not get in time what they came for"),
    NONE("no measured resource was busy");

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
     * The first of these that applies. An application that uses all of its cores is the limit, even if other resources
     * are busy too. If all cores of the machine are busy and the load generator used a third of them, or other work a
     * quarter, the application is not the limit.
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
            if (usage.otherWork() > A_QUARTER * usage.machineCores()) {
                return OTHER_WORK;
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

    /** True if the load generator or its machine was the limit, and not the Showgate that is measured. */
    boolean isOutsideShowgate() {
        return this == GENERATOR || this == OTHER_WORK || this == PORTS || this == VIRTUAL_USERS;
    }

    @Override
    public String toString() {
        return text;
    }
}
