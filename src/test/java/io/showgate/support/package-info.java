/**
 * The servers of the tests and of the embedded start, clients that call instances, and the annotations of tests.
 *
 * <ul>
 *   <li>A test of the whole application: {@link IntegrationTest}, which uses {@link TestServers}.
 *   <li>Several instances in this JVM: {@link Instances}. Instances as processes that a test may kill:
 *       {@link ShowgateProcess}.
 *   <li>Servers that a test may kill, pause or empty: {@link OwnRedis}, {@link OwnDatabase}, {@link OwnRedisCluster}.
 *       Connections that it may disturb: {@link Toxiproxy}, {@link TcpRelay}.
 *   <li>Requests: {@link Api} and {@link CouponApi} for one instance, {@link RawHttp} for any bytes, {@link Crowd} for
 *       many people at once, and {@link Line} with {@link Phone} for people at several instances.
 * </ul>
 */
@NullMarked
package io.showgate.support;

import org.jspecify.annotations.NullMarked;
