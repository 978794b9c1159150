package io.showgate.claim;

import io.showgate.web.Problem;
import io.showgate.web.UserId;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/** The check in front of coupons for the active users of a queue. The module that knows the gate implements it. */
public interface ClaimEntrance {

    /**
     * Returns null if the request has the token of this user and the user is active, otherwise the reason for a
     * refusal.
     */
    @Nullable
    Problem check(HttpServletRequest request, String queue, UserId user);
}
