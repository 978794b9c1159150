package io.showgate.traffic;

import java.util.List;

/**
 * The callers that ask for many users: the shop's own back ends, its gateway, and the reverse proxies that ask the
 * gate. The limits per address do not hold for them. Immutable.
 */
final class TrustedCallers {

    private static final int IPV4_PREFIX = 96;

    private final Network[] networks;

    private record Network(long high, long low, long highMask, long lowMask) {

        boolean contains(SourceAddress address) {
            return (address.high() & highMask) == high && (address.low() & lowMask) == low;
        }
    }

    /**
     * The callers with one of these addresses, or in one of these networks.
     *
     * @throws IllegalArgumentException if one of them is neither an address nor a network
     */
    TrustedCallers(List<String> addresses) {
        networks = addresses.stream().map(TrustedCallers::network).toArray(Network[]::new);
    }

    /**
     * Checks the list when the settings are read, so that the start is refused with a message about them.
     *
     * @throws IllegalArgumentException as the constructor
     */
    static void check(List<String> addresses) {
        addresses.forEach(TrustedCallers::network);
    }

    boolean contain(SourceAddress address) {
        for (var network : networks) {
            if (network.contains(address)) {
                return true;
            }
        }
        return false;
    }

    private static Network network(String text) {
        int slash = text.indexOf('/');
        var first = slash < 0 ? text : text.substring(0, slash);
        var address = SourceAddress.of(first);
        if (address.equals(SourceAddress.UNKNOWN) && !first.equals("::")) {
            throw refused(text);
        }
        int before = address.isIpv4() ? IPV4_PREFIX : 0;
        int most = 2 * Long.SIZE - before;
        int bits = before + (slash < 0 ? most : length(text, slash + 1, most));
        long highMask = mask(bits);
        long lowMask = mask(bits - Long.SIZE);
        return new Network(address.high() & highMask, address.low() & lowMask, highMask, lowMask);
    }

    private static int length(String text, int from, int most) {
        try {
            int length = Integer.parseUnsignedInt(text, from, text.length(), 10);
            if (Integer.compareUnsigned(length, most) > 0) {
                throw refused(text);
            }
            return length;
        } catch (NumberFormatException noNumber) {
            throw refused(text);
        }
    }

    /** The first bits of 64, none if the number is not positive. */
    private static long mask(int bits) {
        return bits <= 0 ? 0 : -1L << Math.max(0, Long.SIZE - bits);
    }

    private static IllegalArgumentException refused(String text) {
        return new IllegalArgumentException("showgate.traffic.trusted-callers has '" + text
                + "', which is neither an address nor a network such as 10.0.0.0/8 or fc00::/7");
    }
}
