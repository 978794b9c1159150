package io.showgate.coupon;

import io.showgate.database.DatabaseGuard;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The threads that record claims on this instance: each goes round the campaigns that have some. Of a campaign's
 * batches the database takes one at a time, but while it does, another thread draws the next. While the database is
 * away they try again twice a second and say so once. Before the instance ends they finish what they have begun.
 */
@Component
class ClaimWriters implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(ClaimWriters.class);
    private static final Duration ROUND = Duration.ofMillis(100);
    private static final Duration AFTER_FAILURE = Duration.ofMillis(500);
    private static final Duration LAST_BATCH = Duration.ofSeconds(5);
    private static final int BATCHES_A_TURN = 10;

    private final CampaignDirectory directory;
    private final ClaimWriter writer;
    private final CouponMetrics metrics;
    private final CouponProperties properties;

    /** Those that have not done since what they could not; one with nothing to do says nothing about the database. */
    private final Set<Turn> failing = ConcurrentHashMap.newKeySet();

    private volatile @Nullable ScheduledExecutorService executor;

    ClaimWriters(CampaignDirectory directory, ClaimWriter writer, CouponMetrics metrics, CouponProperties properties) {
        this.directory = directory;
        this.writer = writer;
        this.metrics = metrics;
        this.properties = properties;
    }

    @Override
    public synchronized void start() {
        failing.clear();
        var threads = Thread.ofPlatform().name("coupon-writer-", 0).daemon().factory();
        var pool = Executors.newScheduledThreadPool(properties.writers(), threads);
        executor = pool;
        for (int i = 0; i < properties.writers(); i++) {
            var worker = new Worker();
            var _ = pool.scheduleWithFixedDelay(
                    () -> DatabaseGuard.inBackground(worker), 0, ROUND.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public synchronized void stop() {
        var pool = executor;
        executor = null;
        if (pool != null) {
            pool.shutdown();
            try {
                if (!pool.awaitTermination(LAST_BATCH.toMillis(), TimeUnit.MILLISECONDS)) {
                    LOG.warn("A batch of claims was not finished; another instance or the next start records it");
                }
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return executor != null;
    }

    /** After the web server has answered the last request. */
    @Override
    public int getPhase() {
        return 0;
    }

    private void succeeded(Turn turn) {
        if (failing.remove(turn) && metrics.recording(failing.isEmpty())) {
            LOG.info("Claims are recorded again");
        }
    }

    private void failed(Turn turn, Throwable failure) {
        failing.add(turn);
        if (metrics.recording(false)) {
            LOG.warn("Claims cannot be recorded for now; they wait in Redis, nothing is lost: {}", failure.toString());
        }
        LOG.debug(
                "Claims of campaign {} cannot be recorded", turn.view.campaign().couponId(), failure);
    }

    /** One of the threads, with a name of its own under which it draws claims. */
    private final class Worker implements Runnable {

        private final String consumer = UUID.randomUUID().toString();
        private final Map<Long, Turn> turns = new HashMap<>();

        /** Goes round until every campaign has had as much done as it needs. */
        @Override
        public void run() {
            boolean more;
            do {
                more = goRound();
            } while (more && isRunning());
        }

        private boolean goRound() {
            var live = directory.live();
            boolean more = false;
            for (var view : live) {
                more |= turns.computeIfAbsent(view.campaign().couponId(), _ -> new Turn(view, consumer))
                        .take();
            }
            if (turns.size() > live.size()) {
                turns.values().removeIf(Turn::isOver);
            }
            return more;
        }
    }

    /** What one thread does about one campaign. */
    private final class Turn {

        private final CampaignView view;
        private final String consumer;
        private boolean owing;
        private long notBeforeNanos = System.nanoTime();
        private long takeoverNanos = System.nanoTime();

        Turn(CampaignView view, String consumer) {
            this.view = view;
            this.consumer = consumer;
        }

        /** True once there is nothing left of the campaign, so that what failed about it is over too. */
        boolean isOver() {
            boolean over = view.isArchived();
            if (over) {
                succeeded(this);
            }
            return over;
        }

        /** True if there is more to be done at once. */
        boolean take() {
            if (System.nanoTime() - notBeforeNanos < 0) {
                return false;
            }
            try {
                boolean more = record();
                succeeded(this);
                return more;
            } catch (RuntimeException | Error failure) {
                notBeforeNanos = System.nanoTime() + AFTER_FAILURE.toNanos();
                failed(this, failure);
                return false;
            }
        }

        private boolean record() {
            boolean more = false;
            if (owing) {
                more = drain(() -> writer.recordNext(view, consumer, true));
            }
            if (view.hasSomethingToRecord()) {
                more |= drain(() -> writer.recordNext(view, consumer, false));
            }
            if (System.nanoTime() - takeoverNanos >= 0) {
                takeoverNanos = System.nanoTime() + properties.takeover().toNanos();
                more |= drain(() -> writer.takeOver(view, consumer));
            }
            return more;
        }

        /** During a rush a batch a round is enough; otherwise a turn ends when nothing is left, or it has been long. */
        private boolean drain(IntSupplier next) {
            owing = true;
            int most = view.isRushed(properties.backlog()) ? 1 : BATCHES_A_TURN;
            int batches = 0;
            while (batches < most && isRunning() && next.getAsInt() > 0) {
                batches++;
            }
            owing = false;
            return batches == BATCHES_A_TURN;
        }
    }
}
