package io.showgate.reconciliation;

/**
 * Where a campaign's coupons are. {@code difference} is 0 unless something is wrong. Above 0 it counts coupons that are
 * taken in Redis and that are nowhere else. Below 0 it counts coupons that are issued and not taken in Redis.
 *
 * @param stock all coupons
 * @param left coupons that can be claimed
 * @param taken stock less left
 * @param inStream taken coupons whose claims wait to be recorded
 * @param recorded issued coupons: rows of the database that were not given back
 * @param setAside taken coupons whose claims are dead letters
 * @param givenBack how many coupons went back to the stock
 * @param difference taken less those in the stream, recorded and dead letters, without what moves at the moment
 * @param explanation the same in words, for the operator
 * @param redisKeys the text that all keys of the campaign in Redis begin with
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
        String explanation,
        String redisKeys) {}
