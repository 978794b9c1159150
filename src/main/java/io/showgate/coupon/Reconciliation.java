package io.showgate.coupon;

/**
 * Where a campaign's coupons are. {@code difference} is 0 unless something is wrong: coupons that Redis counts as taken
 * and nobody has (above 0), or coupons that were issued and Redis does not know of (below 0).
 *
 * @param stock all of them
 * @param left those that can be claimed
 * @param taken stock less left
 * @param inStream those taken whose claims wait to be recorded
 * @param recorded those issued: rows of the database that were not given back
 * @param setAside those taken whose claims an operator must decide about
 * @param givenBack how often a coupon went back to the stock
 * @param difference taken less those in the stream, recorded and set aside, once what is under way is accounted for
 * @param explanation the same for a person
 */
public record Reconciliation(
        long stock,
        long left,
        long taken,
        long inStream,
        long recorded,
        long setAside,
        long givenBack,
        long difference,
        String explanation) {}
