package io.showgate.faults;

import io.showgate.support.FaultyLink;
import java.time.Duration;
import java.util.function.Consumer;

/** Everything that goes wrong in a {@link ChaosIntegrationTests chaos run}, each with its beginning and its end. */
@SuppressWarnings("ImmutableEnumChecker") // deeds are lambdas without state
enum Fault {
    INSTANCE_KILLED((stage, victim) -> stage.kill(victim), Stage::startAgain),
    INSTANCE_TERMINATED((stage, victim) -> stage.terminate(victim), Stage::startAgain),
    OUT_OF_MEMORY((stage, victim) -> stage.exhaust(victim), Stage::startAgain),
    CLOCK_SET_BACK((stage, victim) -> stage.setClockBack(victim), Stage::setClockRight),
    INSTANCE_STOPPED((stage, victim) -> stage.pause(victim), Stage::resume),
    REDIS_KILLED((stage, _) -> stage.redis().kill(), (stage, _) -> stage.redis().restart()),
    REDIS_STOPPED(
            (stage, _) -> stage.redis().pause(), (stage, _) -> stage.redis().resume()),
    REDIS_EMPTIED((stage, _) -> stage.empty(), (_, _) -> {}),
    REDIS_CUT_OFF(redis(FaultyLink::cut)),
    REDIS_IN_A_BLACK_HOLE(redis(FaultyLink::blackHole)),
    REDIS_SLOW(redis(Fault::slow)),
    REDIS_THROTTLED(redis(Fault::throttle)),
    REDIS_RESET(redis(FaultyLink::reset)),
    DATABASE_KILLED(
            (stage, _) -> stage.database().kill(),
            (stage, _) -> stage.database().restart()),
    DATABASE_STOPPED(
            (stage, _) -> stage.database().pause(),
            (stage, _) -> stage.database().resume()),
    DATABASE_CUT_OFF(database(FaultyLink::cut)),
    DATABASE_IN_A_BLACK_HOLE(database(FaultyLink::blackHole)),
    DATABASE_SLOW(database(Fault::slow)),
    DATABASE_THROTTLED(database(Fault::throttle)),
    DATABASE_RESET(database(FaultyLink::reset));

    private static final Duration VERY_LATE = Duration.ofSeconds(3);
    private static final int KILOBYTES_PER_SECOND = 2;

    /** What is done to the stage; the victim is an instance, or the one whose way to a server is disturbed. */
    @FunctionalInterface
    interface Deed {
        void to(Stage stage, int victim);
    }

    private final Deed begin;
    private final Deed end;

    Fault(Deed begin, Deed end) {
        this.begin = begin;
        this.end = end;
    }

    Fault(Deed disturbance) {
        this(disturbance, (stage, _) -> stage.heal());
    }

    private static Deed redis(Consumer<FaultyLink> disturbance) {
        return (stage, victim) -> disturbance.accept(stage.node(victim).redis());
    }

    private static Deed database(Consumer<FaultyLink> disturbance) {
        return (stage, victim) -> disturbance.accept(stage.node(victim).database());
    }

    private static void slow(FaultyLink link) {
        link.delay(VERY_LATE);
    }

    private static void throttle(FaultyLink link) {
        link.throttle(KILOBYTES_PER_SECOND);
    }

    void begin(Stage stage, int victim) {
        begin.to(stage, victim);
    }

    /** What was broken works again; an instance that was killed is ready. */
    void end(Stage stage, int victim) {
        end.to(stage, victim);
    }
}
