/**
 * The servers of the tests and of the embedded start, clients that call instances, and the annotations of tests.
 *
 * <ul>
 *   <li>A test of the whole application: {@link io.showgate.support.IntegrationTest}, which uses
 *       {@link io.showgate.support.TestServers}.
 *   <li>Several instances in this JVM: {@link io.showgate.support.Instances}. Instances as processes that a test may
 *       kill: {@link io.showgate.support.ShowgateProcess}.
 *   <li>Servers that a test may kill, pause or empty: {@link io.showgate.support.OwnRedis},
 *       {@link io.showgate.support.OwnDatabase}, {@link io.showgate.support.OwnRedisCluster}. Connections that it may
 *       disturb: {@link io.showgate.support.Toxiproxy}, {@link io.showgate.support.TcpRelay}.
 *   <li>Requests: {@link io.showgate.support.Api} and {@link io.showgate.support.CouponApi} for one instance,
 *       {@link io.showgate.support.RawHttp} for any bytes, {@link io.showgate.support.Crowd} for many people at once,
 *       and {@link io.showgate.support.Line} with {@link io.showgate.support.Phone} for people at several instances.
 * </ul>
 */
@NullMarked
package io.showgate.support;

import org.jspecify.annotations.NullMarked;
