package io.showgate.coupon;

import io.showgate.web.Problem;
import io.showgate.web.UserId;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/** Who may claim a coupon that is meant for the active users of a queue; what knows the queues implements it. */
public interface ClaimEntrance {

    /** Whether there is a queue of this name. */
    boolean isKnown(String queue);

    /** Null if the request bears the token of this user and they are inside, otherwise why it may not pass. */
    @Nullable
    Problem check(HttpServletRequest request, String queue, UserId user);
}
