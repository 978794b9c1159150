package io.showgate.coupon;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/**
 * Writes what buyers read straight to the response, since these are the routes that everybody calls in the same second
 * (docs/adr/0010). Only names of campaigns need escaping, which {@link CampaignJson} has done.
 */
final class CouponWriter {

    private static final int POLL_AFTER_MILLIS = 1_000;
    private static final int USUAL_LENGTH = 320;

    private CouponWriter() {}

    static void write(String json, HttpServletResponse response) throws IOException {
        var body = json.getBytes(StandardCharsets.UTF_8);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    static String campaign(CampaignJson campaign, Instant serverTime) {
        var json = new StringBuilder(USUAL_LENGTH);
        campaign.appendTo(json, serverTime);
        return json.toString();
    }

    /** A page of campaigns, those that Redis has answered for. */
    static String page(CampaignDirectory directory, int page, int size) {
        var serverTime = directory.serverTime();
        var json = new StringBuilder(USUAL_LENGTH).append("{\"coupons\":[");
        directory.newestFirst().stream()
                .skip((page - 1L) * size)
                .limit(size)
                .forEach(view -> append(view, serverTime, json));
        return json.append("],\"page\":")
                .append(page)
                .append(",\"size\":")
                .append(size)
                .append(",\"total\":")
                .append(directory.size())
                .append(",\"serverTime\":\"")
                .append(serverTime)
                .append("\"}")
                .toString();
    }

    private static void append(CampaignView view, Instant serverTime, StringBuilder json) {
        var campaign = view.json();
        if (campaign != null) {
            if (json.charAt(json.length() - 1) == '}') {
                json.append(',');
            }
            campaign.appendTo(json, view.serverTime(serverTime));
        }
    }

    static String taken(ClaimAnswer.Taken taken) {
        return "{\"receipt\":\"" + taken.receipt() + "\",\"status\":\"PROCESSING\",\"pollAfterMillis\":"
                + POLL_AFTER_MILLIS + '}';
    }

    static String told(Coupons.Told told) {
        var json = new StringBuilder(USUAL_LENGTH)
                .append("{\"receipt\":\"")
                .append(told.held().receipt())
                .append("\",\"couponId\":")
                .append(told.held().key().couponId());
        switch (told.state()) {
            case ClaimState.Processing _ ->
                json.append(",\"status\":\"PROCESSING\",\"code\":null,\"reason\":null,\"pollAfterMillis\":")
                        .append(POLL_AFTER_MILLIS);
            case ClaimState.Issued issued ->
                json.append(",\"status\":\"ISSUED\",\"code\":\"")
                        .append(issued.code())
                        .append("\",\"reason\":null");
            case ClaimState.Failed failed ->
                json.append(",\"status\":\"FAILED\",\"code\":null,\"reason\":\"")
                        .append(failed.reason())
                        .append('"');
        }
        return json.append('}').toString();
    }
}
