package io.showgate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.showgate.support.Answer;
import io.showgate.support.Api;
import io.showgate.support.CouponApi;
import io.showgate.support.CouponKeys;
import io.showgate.support.IntegrationTest;
import io.showgate.support.RawHttp;
import io.showgate.support.UserIds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.jdbc.core.JdbcTemplate;

/** People with any id through the whole product. No two of them are mistaken for each other. */
@IntegrationTest
class UserIdsIntegrationTests {

    private static final String MAIN = "/api/v1/admin/queues/main";
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final List<String> IDS = UserIds.all();

    /** More claims than a recovery reads at once, so that it has to continue after an id. */
    private static final int FURTHER_CLAIMS = 1_500;

    @LocalServerPort
    int port;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    StringRedisTemplate redis;

    private Api api;
    private CouponApi coupons;

    @BeforeEach
    void pause() {
        api = new Api(port);
        coupons = new CouponApi(port);
        api.operator("PATCH", MAIN, "{\"paused\": true}");
    }

    @AfterEach
    void resume() {
        api.operator("PATCH", MAIN, "{\"paused\": false}");
    }

    private static String[] named(String id, String... headers) {
        var all = new ArrayList<>(List.of("X-User-Id", UserIds.encoded(id)));
        all.addAll(List.of(headers));
        return all.toArray(String[]::new);
    }

    private Answer join(String id) {
        return Answer.to(port, "POST", "/api/v1/user/" + UserIds.encoded(id) + "/queue/token/issue", named(id));
    }

    private Answer ask(String method, String path, String id, String token) {
        return Answer.to(port, method, path, named(id, "waitingToken", token));
    }

    private static String token(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json().path("waitingToken").asString();
    }

    @Test
    void everyoneWaitsIsAdmittedByTheOperatorPassesTheGateAndLeaves() {
        long coupon = coupons.addGated(IDS.size(), "main");
        var tokens = new HashMap<String, String>();
        IDS.forEach(id -> tokens.put(id, token(join(id))));

        assertThat(tokens.values()).doesNotHaveDuplicates();
        assertThat(members("waiting")).containsAll(IDS);
        tokens.forEach(this::waits);
        tokens.forEach((id, token) -> enters(id, token, coupon));
        assertThat(redis.opsForHash().keys("queue:{main}:sessions")).containsAll(IDS);
        tokens.forEach(this::leaves);
        assertThat(members("active")).doesNotContainAnyElementsOf(IDS);
    }

    private Set<String> members(String key) {
        return Objects.requireNonNull(redis.opsForZSet().range("queue:{main}:" + key, 0, -1));
    }

    private void waits(String id, String token) {
        assertThat(token(join(id))).isEqualTo(token);
        assertThat(token(ask("GET", "/api/v1/user/queue/token/query", id, token)))
                .isEqualTo(token);
        ask("GET", "/api/v1/queue/gate", id, token).assertProblem(403, "not-admitted");
    }

    private void enters(String id, String token, long coupon) {
        var admitted = api.operator("PUT", MAIN + "/active/" + UserIds.encoded(id), "");
        assertThat(Api.text(admitted, "$.waitingToken")).isEqualTo(token);
        assertThat(ask("GET", "/api/v1/queue/gate", id, token).status()).isEqualTo(204);
        assertThat(coupons.claim(coupon, UserIds.encoded(id), "waitingToken", token)
                        .statusCode())
                .isEqualTo(202);
    }

    private void leaves(String id, String token) {
        assertThat(ask("DELETE", "/api/v1/user/queue/token", id, token).status())
                .isEqualTo(204);
        ask("GET", "/api/v1/user/queue/token/query", id, token).assertProblem(401, "token-ended");
    }

    @Test
    void everyoneGetsACouponOfTheirOwnAndGivesItBackOrLosesItToTheOperator() {
        long coupon = coupons.add(IDS.size());
        var receipts = claimAll(coupon);
        awaitRecorded(coupon);

        assertThat(recorded(coupon)).containsExactlyInAnyOrderElementsOf(IDS);
        assertThat(claimAll(coupon)).isEqualTo(receipts);
        for (int i = 0; i < IDS.size(); i++) {
            endOf(coupon, IDS.get(i), Objects.requireNonNull(receipts.get(IDS.get(i))), i % 2 == 0);
        }
        assertThat(coupons.awaitAddsUp(coupon)).containsEntry("givenBack", IDS.size());
        assertThat(redis.opsForHash().keys(key(coupon, "returned"))).containsExactlyInAnyOrderElementsOf(IDS);
    }

    private void endOf(long coupon, String id, String receipt, boolean byHolder) {
        var answer = byHolder
                ? api.send("DELETE", CouponApi.COUPONS + "/claims/" + receipt, "", named(id))
                : coupons.operator("DELETE", coupon, "/claims/" + UserIds.encoded(id));
        assertThat(answer.statusCode()).as(id).isEqualTo(204);
        assertThat(coupons.state(receipt)).isEqualTo(byHolder ? "FAILED given-back" : "FAILED cancelled");
    }

    private Map<String, String> claimAll(long coupon) {
        var receipts = new HashMap<String, String>();
        IDS.forEach(id -> receipts.put(id, coupons.receiptOf(coupon, UserIds.encoded(id))));
        return receipts;
    }

    private void awaitRecorded(long coupon) {
        await().atMost(TIMEOUT).until(() -> recorded(coupon).size() == IDS.size());
    }

    private List<String> recorded(long coupon) {
        return jdbc.queryForList("select user_id from coupon_claim where coupon_id = ?", String.class, coupon).stream()
                .map(Objects::requireNonNull)
                .toList();
    }

    private String key(long coupon, String name) {
        return CouponKeys.prefix(jdbc, coupon) + name;
    }

    @Test
    void deadLettersNameEveryone() {
        long coupon = coupons.add(IDS.size());
        jdbc.execute("create trigger refuse_all before insert on coupon_claim for each row begin"
                + " if new.coupon_id = " + coupon
                + " then signal sqlstate '45000' set message_text = 'no'; end if; end");
        Map<String, String> entries;
        try {
            claimAll(coupon);
            entries = await().atMost(TIMEOUT).until(() -> entries(coupon), all -> all.size() == IDS.size());
        } finally {
            jdbc.execute("drop trigger refuse_all");
        }

        assertThat(entries.keySet()).containsExactlyInAnyOrderElementsOf(IDS);
        entries.values()
                .forEach(entry -> assertThat(coupons.operator("POST", coupon, "/set-aside/" + entry + "/retry")
                                .statusCode())
                        .isEqualTo(204));
        awaitRecorded(coupon);
        assertThat(recorded(coupon)).containsExactlyInAnyOrderElementsOf(IDS);
        assertThat(coupons.awaitAddsUp(coupon)).containsEntry("setAside", 0);
    }

    private Map<String, String> entries(long coupon) {
        var entries = new HashMap<String, String>();
        Answer.of(coupons.operator("GET", coupon, "/set-aside"))
                .json()
                .path("entries")
                .forEach(entry -> entries.put(
                        entry.path("userId").asString(), entry.path("entryId").asString()));
        return entries;
    }

    @Test
    void aRecoveryBringsBackEveryClaim() {
        long coupon = coupons.add(IDS.size() + FURTHER_CLAIMS);
        claimAll(coupon);
        awaitRecorded(coupon);
        recordFurther(coupon);

        redis.delete(List.of("stock", "claims", "returned", "stream", "dead-letters", "state").stream()
                .map(name -> key(coupon, name))
                .toList());

        await().atMost(TIMEOUT).until(() -> claimants(coupon).size() == IDS.size() + FURTHER_CLAIMS);
        assertThat(claimants(coupon)).containsExactlyInAnyOrderElementsOf(recorded(coupon));
        coupons.awaitLeft(coupon, 0);
        coupons.awaitAddsUp(coupon);
    }

    /** Ids of every size in UTF-8, so that the order of bytes and the order of UTF-16 units differ between them. */
    private void recordFurther(long coupon) {
        var rows = new ArrayList<Object[]>();
        for (int i = 0; i < FURTHER_CLAIMS; i++) {
            int character =
                    List.of(0x41, 0xe9, 0xe000, 0xffe0, 0x10000, 0x1f600).get(i % 6) + i / 60;
            rows.add(new Object[] {coupon, Character.toString(character) + i, i, "CODE-" + i});
        }
        jdbc.batchUpdate(
                "insert into coupon_claim (coupon_id, user_id, number, code, claimed_at) values (?, ?, ?, ?, now())",
                rows);
        jdbc.update("update coupon_campaign set issued = issued + ? where id = ?", FURTHER_CLAIMS, coupon);
    }

    private Set<String> claimants(long coupon) {
        return Objects.requireNonNull(redis.opsForZSet().range(key(coupon, "claims"), 0, -1));
    }

    @Test
    void theHeaderMayHaveTheBytesOfTheIdAsTheyAre() {
        var answer = RawHttp.send(
                port,
                "POST /api/v1/user/" + UserIds.encoded("김철수") + "/queue/token/issue HTTP/1.1",
                "Host: localhost",
                "X-User-Id: 김철수");

        assertThat(token(answer)).isEqualTo(token(join("김철수")));
    }

    /** As browsers do. */
    @ParameterizedTest
    @ValueSource(strings = {"auth0|bar", "{a}", "\"", "<script>", "[a]^`"})
    void aPathMayHaveSomeCharactersAsTheyAre(String id) {
        var answer = RawHttp.send(port, "POST /api/v1/user/" + id + "/queue/token/issue HTTP/1.1", "Host: localhost");

        assertThat(token(answer)).isEqualTo(token(join(id)));
    }
}
