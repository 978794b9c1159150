package io.showgate.admission;

import io.showgate.claim.ClaimEntrance;
import io.showgate.web.Problem;
import io.showgate.web.UserId;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Asks the gate about claims of coupons that are only for the active users of a queue. */
@Component
class GatedClaims implements ClaimEntrance {

    private final Gate gate;

    GatedClaims(Gate gate) {
        this.gate = gate;
    }

    @Override
    public @Nullable Problem check(HttpServletRequest request, String queue, UserId user) {
        return gate.checkOwn(request, queue, user);
    }
}
