package io.showgate.campaign;

/**
 * The identity of a campaign, for good. A database that was restored from a backup may give an id again, so the id
 * alone does not tell two campaigns apart. The keys in Redis and the receipts of a campaign contain its identity.
 *
 * @param couponId the id, which people see
 * @param number a random number above 0 that the campaign gets when it is added, or 0 for a campaign from before
 *     identities existed
 */
public record CampaignIdentity(long couponId, long number) {

    /** The identity of a campaign that is not stored yet. */
    public static final CampaignIdentity NONE = new CampaignIdentity(0, 0);

    private static final char SEPARATOR = '-';

    /** The identity as text: {@code 12-2kx9z}, or {@code 12} if the number is 0. */
    public String text() {
        return number == 0
                ? Long.toString(couponId)
                : Long.toString(couponId) + SEPARATOR + Long.toString(number, Character.MAX_RADIX);
    }

    /** Reads what {@link #text} has written. */
    public static CampaignIdentity of(String text) {
        int separator = text.indexOf(SEPARATOR);
        return separator < 0
                ? new CampaignIdentity(Long.parseLong(text), 0)
                : new CampaignIdentity(
                        Long.parseLong(text, 0, separator, 10),
                        Long.parseLong(text, separator + 1, text.length(), Character.MAX_RADIX));
    }
}
