package io.showgate.console;

import io.showgate.campaign.Campaign;
import io.showgate.campaign.Campaign.Figures;
import io.showgate.campaign.CampaignIdentity;
import io.showgate.web.InvalidInputException;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The JSON bodies of the operator's coupon routes. Requests are validated before anything uses them. */
final class CouponBodies {

    private static final int LONGEST_NAME = 100;
    private static final int LARGEST_STOCK = 10_000_000;
    private static final String A_NAME = "has 1 to 100 printable characters";
    private static final String PRINTABLE = "[\\s&&[^\\p{Cc}]]*+[^\\p{Cc}\\p{Cs}\\s][^\\p{Cc}\\p{Cs}]*+";
    private static final String A_STOCK = "is a number from 1 to 10000000";
    private static final String A_TIME = "is a time with an offset";
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("3000-01-01T00:00:00Z");

    private CouponBodies() {}

    /**
     * A campaign to be added.
     *
     * @param queue the queue whose active users may claim; null or empty for all users
     */
    record Addition(
            @PrintableText(max = LONGEST_NAME) String name,

            @NotNull(message = A_STOCK)
            @Min(value = 1, message = A_STOCK)
            @Max(value = LARGEST_STOCK, message = A_STOCK)
            Integer stock,

            @NotNull(message = A_TIME) OffsetDateTime opensAt,
            @NotNull(message = A_TIME) OffsetDateTime closesAt,
            @Nullable String queue) {

        Campaign toCampaign() {
            return checked(new Campaign(
                    CampaignIdentity.NONE, name, stock, millis(opensAt), millis(closesAt), orNone(queue), 0));
        }
    }

    /** A change of a campaign. Members that are null stay as they are, and an empty queue removes the queue. */
    record Change(
            @Size(max = LONGEST_NAME, message = A_NAME) @Pattern(regexp = PRINTABLE, message = A_NAME) @Nullable
            String name,

            @Min(value = 1, message = A_STOCK) @Max(value = LARGEST_STOCK, message = A_STOCK) @Nullable
            Integer stock,

            @Nullable OffsetDateTime opensAt,
            @Nullable OffsetDateTime closesAt,
            @Nullable String queue) {

        Campaign applyTo(Campaign campaign) {
            return checked(new Campaign(
                    campaign.identity(),
                    name == null ? campaign.name() : name,
                    stock == null ? campaign.stock() : stock,
                    opensAt == null ? campaign.opensAt() : millis(opensAt),
                    closesAt == null ? campaign.closesAt() : millis(closesAt),
                    queue == null ? campaign.queue() : orNone(queue),
                    campaign.changed()));
        }
    }

    private static Instant millis(OffsetDateTime time) {
        return time.toInstant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static @Nullable String orNone(@Nullable String queue) {
        return queue == null || queue.isEmpty() ? null : queue;
    }

    private static Campaign checked(Campaign campaign) {
        requireYear("opensAt", campaign.opensAt());
        requireYear("closesAt", campaign.closesAt());
        if (!campaign.opensAt().isBefore(campaign.closesAt())) {
            throw InvalidInputException.member("closesAt", "A campaign closes after it opens.");
        }
        return campaign;
    }

    private static void requireYear(String member, Instant time) {
        if (time.isBefore(EARLIEST) || !time.isBefore(LATEST)) {
            throw InvalidInputException.member(member, "The member '" + member + "' lies in a year from 2000 to 2999.");
        }
    }

    /** A campaign as the operator sees it; state and left are null before Redis answers for the first time. */
    record View(
            long couponId,
            String name,
            int stock,
            @Nullable Integer left,
            Campaign.@Nullable State state,
            Instant opensAt,
            Instant closesAt,
            @Nullable String queue,
            Instant serverTime) {

        static View of(Figures figures) {
            var campaign = figures.campaign();
            return new View(
                    campaign.couponId(),
                    campaign.name(),
                    campaign.stock(),
                    figures.left(),
                    figures.state(),
                    campaign.opensAt(),
                    campaign.closesAt(),
                    campaign.queue(),
                    figures.serverTime());
        }
    }

    /** A page of campaigns, the newest first. */
    record Page(List<View> coupons, int page, int size, int total) {}
}
