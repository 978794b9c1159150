package io.showgate.traffic;

import io.showgate.web.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The refusal of a join whose user joins too often. The route decides: it may answer with the place that the user has,
 * which costs little. If the user has none, it sends this refusal. Such a request does not count for its address.
 */
public final class PendingRefusal {

    private static final String ATTRIBUTE = PendingRefusal.class.getName();

    private final Supplier<Problem> problem;

    private PendingRefusal(Supplier<Problem> problem) {
        this.problem = problem;
    }

    /** The refusal of this request; null if its user does not join too often. */
    public static @Nullable PendingRefusal of(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof PendingRefusal pending ? pending : null;
    }

    /** Leaves the decision about this request to its route. */
    static void note(HttpServletRequest request, Supplier<Problem> problem) {
        request.setAttribute(ATTRIBUTE, new PendingRefusal(problem));
    }

    /** The refusal to send now; it counts as one. */
    public Problem refuse() {
        return problem.get();
    }
}
