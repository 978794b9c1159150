package io.showgate.faults;

import io.showgate.support.FaultyLink;
import io.showgate.support.OwnServer;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The faults of a {@link ChaosIntegrationTests chaos run}. Each has an action that begins it and one that ends it. The
 * actions have no state.
 */
@SuppressWarnings("ImmutableEnumChecker")
enum Fault {
    INSTANCE_KILLED(instance(Node::kill), instance(Node::restart)),
    INSTANCE_TERMINATED(instance(Node::terminate), instance(Node::restart)),
    OUT_OF_MEMORY(instance(Node::exhaust), instance(Node::restart)),
    CLOCK_SET_BACK(instance(Node::setClockBack), instance(Node::setClockRight)),
    INSTANCE_STOPPED(instance(Node::pause), instance(Node::resume)),
    REDIS_KILLED(server(Installation::redis, OwnServer::kill), server(Installation::redis, OwnServer::restart)),
    REDIS_STOPPED(server(Installation::redis, OwnServer::pause), server(Installation::redis, OwnServer::resume)),
    REDIS_EMPTIED((installation, _) -> installation.empty(), (_, _) -> {}),
    REDIS_CUT_OFF(link(Node::redis, FaultyLink::cut)),
    REDIS_IN_A_BLACK_HOLE(link(Node::redis, FaultyLink::blackHole)),
    REDIS_SLOW(link(Node::redis, Fault::slow)),
    REDIS_THROTTLED(link(Node::redis, Fault::throttle)),
    REDIS_RESET(link(Node::redis, FaultyLink::reset)),
    DATABASE_KILLED(
            server(Installation::database, OwnServer::kill), server(Installation::database, OwnServer::restart)),
    DATABASE_STOPPED(
            server(Installation::database, OwnServer::pause), server(Installation::database, OwnServer::resume)),
    DATABASE_CUT_OFF(link(Node::database, FaultyLink::cut)),
    DATABASE_IN_A_BLACK_HOLE(link(Node::database, FaultyLink::blackHole)),
    DATABASE_SLOW(link(Node::database, Fault::slow)),
    DATABASE_THROTTLED(link(Node::database, Fault::throttle)),
    DATABASE_RESET(link(Node::database, FaultyLink::reset));

    private static final Duration DELAY = Duration.ofSeconds(3);
    private static final int KILOBYTES_PER_SECOND = 2;

    /**
     * An action on the installation; the victim is the index of an instance, or of the instance whose link is
     * disturbed.
     */
    @FunctionalInterface
    interface Action {
        void run(Installation installation, int victim);
    }

    private final Action begin;
    private final Action end;

    Fault(Action begin, Action end) {
        this.begin = begin;
        this.end = end;
    }

    Fault(Action disturbance) {
        this(disturbance, (installation, _) -> installation.heal());
    }

    private static Action instance(Consumer<Node> action) {
        return (installation, victim) -> action.accept(installation.node(victim));
    }

    private static Action server(Function<Installation, OwnServer> server, Consumer<OwnServer> action) {
        return (installation, _) -> action.accept(server.apply(installation));
    }

    private static Action link(Function<Node, FaultyLink> link, Consumer<FaultyLink> disturbance) {
        return (installation, victim) -> disturbance.accept(link.apply(installation.node(victim)));
    }

    private static void slow(FaultyLink link) {
        link.delay(DELAY);
    }

    private static void throttle(FaultyLink link) {
        link.throttle(KILOBYTES_PER_SECOND);
    }

    void begin(Installation installation, int victim) {
        begin.run(installation, victim);
    }

    /** Ends the fault: the broken part works again, and an instance that was killed is ready. */
    void end(Installation installation, int victim) {
        end.run(installation, victim);
    }
}
