package io.showgate.admission;

import io.showgate.coupon.ClaimEntrance;
import io.showgate.queue.WaitingQueue;
import io.showgate.web.Problem;
import io.showgate.web.UserId;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The gate in front of coupons that are meant for the active users of a queue. */
@Component
class GatedClaims implements ClaimEntrance {

    private final WaitingQueue queues;
    private final Gate gate;

    GatedClaims(WaitingQueue queues, Gate gate) {
        this.queues = queues;
        this.gate = gate;
    }

    @Override
    public boolean isKnown(String queue) {
        return queues.isKnown(queue);
    }

    @Override
    public @Nullable Problem check(HttpServletRequest request, String queue, UserId user) {
        return gate.check(request, queue, user);
    }
}
