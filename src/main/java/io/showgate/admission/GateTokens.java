package io.showgate.admission;

import io.showgate.queue.QueueAnswer;
import io.showgate.queue.WaitingQueue;
import io.showgate.web.UserId;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Collections;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.redisson.client.RedisException;

/**
 * Finds the waiting token of a request at the gate. A request may carry several: the header, a cookie for each queue,
 * and old cookies of the same name that another path or domain has set. The first valid one counts, in this order: the
 * header {@code waitingToken}, the cookies {@code waitingToken-<queue>}, the cookies {@code waitingToken}. At most
 * {@value #MOST} are tried, because each one may cost a call of Redis.
 */
final class GateTokens {

    private static final String NAME = "waitingToken";
    private static final int MOST = 8;
    private static final QueueAnswer NONE = new QueueAnswer.NoToken();
    private static final Cookie[] NO_COOKIES = {};

    private final WaitingQueue queues;

    GateTokens(WaitingQueue queues) {
        this.queues = queues;
    }

    /**
     * The answer to the first valid token; if there is none, the most useful refusal.
     *
     * @param user the user whose tokens count; null for any user
     * @param withCookies false to try the header only
     */
    QueueAnswer enter(HttpServletRequest request, String queue, @Nullable UserId user, boolean withCookies) {
        var tries = new Tries(queue, user);
        var header = request.getHeader(NAME);
        if (tries.isAnswered(header)) {
            return tries.answer();
        }
        var cookies = withCookies ? cookies(request, queue) : Stream.<String>empty();
        var others = Stream.concat(repeatedHeaders(request), cookies).filter(token -> !token.isEmpty());
        boolean headerCounts = header != null && !header.isEmpty();
        var _ = others.limit(headerCounts ? MOST - 1 : MOST).anyMatch(tries::isAnswered);
        return tries.answer();
    }

    /** True if the request has a cookie that could hold a token for this queue. */
    static boolean hasCookie(HttpServletRequest request, String queue) {
        return cookies(request, queue).findAny().isPresent();
    }

    private static Stream<String> repeatedHeaders(HttpServletRequest request) {
        return Collections.list(request.getHeaders(NAME)).stream().skip(1);
    }

    private static Stream<String> cookies(HttpServletRequest request, String queue) {
        var sent = request.getCookies();
        var cookies = sent == null ? NO_COOKIES : sent;
        return Stream.concat(named(NAME + '-' + queue, cookies), named(NAME, cookies));
    }

    private static Stream<String> named(String name, Cookie[] cookies) {
        return Arrays.stream(cookies)
                .filter(cookie -> cookie.getName().equals(name))
                .map(Cookie::getValue);
    }

    /** The tries of one request. */
    private final class Tries {

        private final String queue;
        private final @Nullable UserId user;
        private QueueAnswer best = NONE;
        private @Nullable RedisException undecided;

        Tries(String queue, @Nullable UserId user) {
            this.queue = queue;
            this.user = user;
        }

        /**
         * Tries a token. True if no other token can change the answer. If Redis must decide about this token and does
         * not answer, another token may still be valid.
         */
        boolean isAnswered(@Nullable String token) {
            try {
                var answer = queues.enter(queue, token, user);
                best = rank(answer) >= rank(best) ? answer : best;
                return answer instanceof QueueAnswer.Placed || answer instanceof QueueAnswer.UnknownQueue;
            } catch (RedisException away) {
                undecided = away;
                return false;
            }
        }

        QueueAnswer answer() {
            if (undecided != null && !(best instanceof QueueAnswer.Placed)) {
                throw undecided;
            }
            return best;
        }

        /** A higher rank says more about the place of the person. */
        private static int rank(QueueAnswer answer) {
            return switch (answer) {
                case QueueAnswer.NoToken _ -> 0;
                case QueueAnswer.Forged _, QueueAnswer.NotYours _, QueueAnswer.Draining _, QueueAnswer.Full _ -> 1;
                case QueueAnswer.Ended _ -> 2;
                case QueueAnswer.Closed _ -> 3;
                case QueueAnswer.UnknownQueue _, QueueAnswer.Waiting _, QueueAnswer.Active _ -> 4;
            };
        }
    }
}
