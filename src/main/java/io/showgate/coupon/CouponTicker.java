package io.showgate.coupon;

import io.showgate.database.DatabaseGuard;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * What this instance does about campaigns without being asked: it follows them, reads what operators changed, recovers
 * those that Redis lost, and compares the books. All instances do the same and none leads. Runs until after the web
 * server has drained.
 */
@Component
class CouponTicker implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(CouponTicker.class);
    private static final Duration DIRECTORY = Duration.ofSeconds(1);

    private final CampaignDirectory directory;
    private final CampaignRecovery recovery;
    private final CampaignAudit audit;
    private final ReceiptDesk desk;
    private final CouponMetrics metrics;
    private final CouponProperties properties;
    private final Set<Long> recovering = ConcurrentHashMap.newKeySet();
    private final CampaignRounds rounds = new CampaignRounds();
    private final Troubles troubles = new Troubles();
    private @Nullable ScheduledExecutorService executor;

    CouponTicker(
            CampaignDirectory directory,
            CampaignRecovery recovery,
            CampaignAudit audit,
            ReceiptDesk desk,
            CouponMetrics metrics,
            CouponProperties properties) {
        this.directory = directory;
        this.recovery = recovery;
        this.audit = audit;
        this.desk = desk;
        this.metrics = metrics;
        this.properties = properties;
    }

    @Override
    public synchronized void start() {
        var threads = Thread.ofPlatform().name("coupon-tick-", 0).daemon().factory();
        executor = Executors.newScheduledThreadPool(3, threads);
        directory.refresh();
        live("retire old campaigns", view -> {
            if (directory.isOver(view)) {
                audit.retire(view);
            }
        });
        follow();
        every(properties.tick(), this::follow);
        every(DIRECTORY, guarded("read the campaigns", directory::refresh));
        every(properties.tick(), desk::sweep);
        every(properties.reconcile(), () -> live("compare the books", this::audit));
    }

    private void every(Duration interval, Runnable work) {
        if (executor != null) {
            var _ = executor.scheduleWithFixedDelay(
                    work, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public synchronized void stop() {
        if (executor != null) {
            executor.shutdown();
            executor = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return executor != null;
    }

    /** Before the web server takes requests, and until after it has answered the last. */
    @Override
    public int getPhase() {
        return 0;
    }

    private void follow() {
        directory.live().forEach(metrics::of);
        guarded("follow", () -> rounds.follow(directory.live(), this::lookAfter))
                .run();
    }

    private void lookAfter(CampaignView view) {
        var picture = view.picture();
        if (picture != null && picture.isServing()) {
            troubles.over(recoveryOf(view));
            audit.agreeOnTerms(view);
        } else if (!directory.isOver(view)) {
            recover(view);
        }
    }

    private void audit(CampaignView view) {
        if (directory.isOver(view)) {
            audit.retire(view);
        } else {
            audit.compare(view);
        }
    }

    /** In a thread of its own, since a large campaign takes a while; once at a time. */
    private void recover(CampaignView view) {
        long couponId = view.campaign().couponId();
        if (recovering.add(couponId)) {
            Thread.ofVirtual().name("coupon-recovery-" + couponId).start(() -> {
                try {
                    // It may be another instance's to recover; this is over when the campaign is open.
                    attempted(recoveryOf(view), () -> recovery.recover(view)).run();
                } finally {
                    recovering.remove(couponId);
                }
            });
        }
    }

    private static String recoveryOf(CampaignView view) {
        return "recover campaign " + view.campaign().couponId();
    }

    /** Until one fails: what is away for one is away for all. */
    private void live(String what, Consumer<CampaignView> work) {
        guarded(what, () -> directory.live().forEach(work)).run();
    }

    /** What has been done is no trouble any more. */
    private Runnable guarded(String what, Runnable work) {
        return attempted(what, () -> {
            work.run();
            troubles.over(what);
        });
    }

    private Runnable attempted(String what, Runnable work) {
        return () -> {
            try {
                DatabaseGuard.inBackground(work);
            } catch (RuntimeException | Error failure) {
                troubles.began(what, failure);
            }
        };
    }

    /** What is failing now, so that a failure is logged once and its end too. */
    private static final class Troubles {

        private final Set<String> known = ConcurrentHashMap.newKeySet();

        void began(String what, Throwable failure) {
            if (known.add(what)) {
                LOG.warn("Coupons: cannot {} for now: {}", what, root(failure).toString());
            }
            LOG.debug("Cannot {}", what, failure);
        }

        /** Clients wrap what happened in what they were doing. */
        private static Throwable root(Throwable failure) {
            var cause = failure;
            while (cause.getCause() != null) {
                cause = cause.getCause();
            }
            return cause;
        }

        void over(String what) {
            if (known.remove(what)) {
                LOG.info("Coupons: can {} again", what);
            }
        }
    }
}
