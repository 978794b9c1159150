package io.showgate.claim;

import io.showgate.campaign.CampaignRegistry;
import io.showgate.campaign.LiveCampaign;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/**
 * Writes the JSON that buyers read straight to the response, since all buyers call these routes in the same second
 * (docs/adr/0010). Only names of campaigns need escaping, which {@link LiveCampaign#appendTo} does.
 */
final class CouponJson {

    private static final int POLL_AFTER_MILLIS = 1_000;
    private static final int USUAL_LENGTH = 320;

    private CouponJson() {}

    static void write(String json, HttpServletResponse response) throws IOException {
        var body = json.getBytes(StandardCharsets.UTF_8);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    /** One campaign, or null if Redis has not answered for it yet. */
    static @Nullable String campaign(LiveCampaign campaign, Instant serverTime) {
        var json = new StringBuilder(USUAL_LENGTH);
        return campaign.appendTo(json, serverTime) ? json.toString() : null;
    }

    /** A page of campaigns, without those for which Redis has not answered yet. */
    static String page(CampaignRegistry campaigns, int page, int size) {
        var serverTime = campaigns.serverTime();
        var json = new StringBuilder(USUAL_LENGTH).append("{\"coupons\":[");
        campaigns.newestFirst().stream()
                .skip((page - 1L) * size)
                .limit(size)
                .forEach(campaign -> append(campaign, serverTime, json));
        return json.append("],\"page\":")
                .append(page)
                .append(",\"size\":")
                .append(size)
                .append(",\"total\":")
                .append(campaigns.size())
                .append(",\"serverTime\":\"")
                .append(serverTime)
                .append("\"}")
                .toString();
    }

    private static void append(LiveCampaign campaign, Instant serverTime, StringBuilder json) {
        int before = json.length();
        boolean first = json.charAt(before - 1) != '}';
        if (!first) {
            json.append(',');
        }
        if (!campaign.appendTo(json, serverTime)) {
            json.setLength(before);
        }
    }

    static String taken(String receipt) {
        return "{\"receipt\":\"" + receipt + "\",\"status\":\"PROCESSING\",\"pollAfterMillis\":" + POLL_AFTER_MILLIS
                + '}';
    }

    static String receipt(String receipt, ClaimKey claim, ClaimState state) {
        var json = new StringBuilder(USUAL_LENGTH)
                .append("{\"receipt\":\"")
                .append(receipt)
                .append("\",\"couponId\":")
                .append(claim.couponId());
        switch (state) {
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
