package io.showgate.queue;

/**
 * Steers the admission of one queue. Ticks admit people, and operators change settings. Ticks run in one thread at a
 * time, changes in any thread.
 */
final class QueueSteering {

    private final QueueScripts scripts;
    private final QueueReplica replica;
    private final RedisCondition redis;
    private volatile double rate;

    QueueSteering(QueueScripts scripts, QueueReplica replica, RedisCondition redis) {
        this.scripts = scripts;
        this.replica = replica;
        this.redis = redis;
    }

    /**
     * Admits the people whose turn it is, at a rate between floor and ceiling. The rate is as high as the load allows,
     * and falls as more users become active. Otherwise a sale would begin with a rush, and then stand still until the
     * first sessions end.
     */
    Tick admit(AdmissionPressure.Allowance allowance) {
        var now = replica.state();
        double free = 1
                - (double) now.snapshot().active() / Math.max(1, now.settings().maxActive());
        rate = now.settings().rate(Math.min(allowance.share(), free));
        var tick = scripts.admit(rate, allowance.held());
        redis.noteFull(tick.full());
        return tick;
    }

    /** The admission rate that this instance aims at, in people per interval; 0 while no one is admitted. */
    double rate() {
        return replica.state().admission() == Admission.OPEN ? rate : 0;
    }

    /**
     * Stores changed settings. They apply on this instance at once, and on the other instances from their next tick on.
     *
     * @throws io.showgate.web.InvalidInputException if a value is out of its range; nothing is changed then
     */
    void change(QueueChange wanted) {
        redis.require();
        replica.refresh();
        wanted.applyTo(replica.state().settings());
        var stored = wanted.stored();
        if (!stored.isEmpty()) {
            scripts.change(stored);
            replica.refresh();
        }
    }
}
