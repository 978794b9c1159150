package io.showgate.support;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

/** User ids as identity providers give them and as attackers choose them. All differ, many of them only a little. */
public final class UserIds {

    /** The most characters of an id. */
    public static final int LONGEST = 128;

    private static final String UNRESERVED = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

    private static final List<String> OF_PROVIDERS = List.of(
            "auth0|507f1f77bcf86cd799439011",
            "google-oauth2|103547991597142817347",
            "us-east-1:7f3c2f4e-8a55-4e7e-9d3b-0c1f6a5b2d11",
            "kim+tickets@gmail.com",
            "김철수",
            "x".repeat(70),
            "cn=Kim Lee,ou=people,dc=example,dc=org",
            "urn:uuid:9b2d",
            "{37}");

    /** Ids that only an exact comparison tells apart. */
    private static final List<String> ALIKE = List.of(
            "kim",
            "Kim",
            "KIM",
            "kim ",
            " kim",
            "kim  ",
            "ki\u0301m",
            "k\u00edm",
            "\u212aim",
            "kim\u200b",
            "kim\ufeff",
            "kim\u00a0",
            " ",
            "  ",
            "\u3000",
            "stra\u00dfe",
            "strasse");

    /** Ids that look like a part of something that is stored or sent. */
    private static final List<String> MISLEADING = List.of(
            "kim 7 8 9",
            "+kim 7 8 9",
            "-kim 7",
            "main:1800000000000:1:kim",
            "1:kim",
            "user",
            "0",
            "-1",
            "NX",
            "null",
            "*",
            "'; drop table coupon_claim; --",
            "\",\"status\":\"ACTIVE",
            "<script>alert(1)</script>",
            "${jndi:ldap://x}",
            "kim,mallory",
            "...",
            ".kim",
            "~",
            "kim?queue=presale",
            "kim#",
            "kim&");

    /**
     * Ids whose order by code points, by bytes and by UTF-16 units differs, and ids that change the direction of text.
     */
    private static final List<String> OF_UNICODE = List.of(
            "\ue000",
            "\uffff",
            "\ud800\udc00",
            "\udbff\udfff",
            "\ud83d\ude00",
            "\u202ekim",
            "\u2028",
            "\u2029",
            "\ufffd");

    /** Ids with characters that separate or encode parts of a path. */
    private static final List<String> WITH_SEPARATORS = List.of(
            "a/b",
            "/",
            "a//b",
            "https://orcid.org/0000-0002-1825-0097",
            "DOMAIN\\kim",
            "kim;v=1",
            "50%",
            "%41",
            "a%2Fb",
            "a%2fb",
            "%");

    private static final List<String> LONG = List.of(
            "x".repeat(LONGEST),
            "x".repeat(LONGEST - 1) + "y",
            "김".repeat(LONGEST),
            "\ud83d\ude00".repeat(LONGEST),
            "\ud83d\ude00".repeat(LONGEST - 1) + "\ud83d\ude01");

    private UserIds() {}

    /** All of these ids. */
    public static List<String> all() {
        return List.of(OF_PROVIDERS, ALIKE, MISLEADING, OF_UNICODE, WITH_SEPARATORS, LONG).stream()
                .flatMap(List::stream)
                .toList();
    }

    /** The id in percent-encoded UTF-8, as it is sent in a path or in a header. */
    public static String encoded(String id) {
        var encoded = new StringBuilder();
        for (byte octet : id.getBytes(StandardCharsets.UTF_8)) {
            if (UNRESERVED.indexOf(octet) >= 0) {
                encoded.append((char) octet);
            } else {
                encoded.append('%').append(HexFormat.of().withUpperCase().toHexDigits(octet));
            }
        }
        return encoded.toString();
    }
}
