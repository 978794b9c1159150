package io.showgate;

import static org.assertj.core.api.Assertions.assertThat;

import io.showgate.support.CouponApi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.jdbc.core.JdbcTemplate;

/** A campaign with one issued coupon. After each test, it must be unchanged in the database and in Redis. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class UntouchedCoupons {

    static final int STOCK = 5;
    static final String HOLDER = "holder";

    @LocalServerPort
    int port;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    StringRedisTemplate redis;

    CouponApi coupons;
    long coupon;
    String receipt = "";

    private StoredCoupons before;

    @BeforeAll
    void issueOne() {
        coupons = new CouponApi(port);
        coupon = coupons.add(STOCK);
        receipt = coupons.issuedTo(coupon, HOLDER);
        coupons.awaitLeft(coupon, STOCK - 1);
    }

    /** Takes the snapshot with which {@link #nothingHasChanged} compares. */
    @BeforeEach
    final void remember() {
        before = StoredCoupons.of(coupon, jdbc, redis);
    }

    @AfterEach
    void nothingHasChanged() {
        assertThat(StoredCoupons.of(coupon, jdbc, redis)).isEqualTo(before);
        assertThat(coupons.state(receipt)).isEqualTo("ISSUED");
    }
}
