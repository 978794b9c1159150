package io.showgate.traffic;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The address of a caller as two numbers. So all spellings of an address are equal: with or without zeros, as an IPv4
 * address in an IPv6 one, with a zone, with a port, in brackets. A text that is no address becomes {@link #UNKNOWN},
 * because otherwise a caller with a new text for each request would be a new source each time.
 *
 * @param high the first 64 bits of an IPv6 address; 0 for an IPv4 address
 * @param low the other 64 bits; for an IPv4 address as in {@code ::ffff:203.0.113.7}
 */
public record SourceAddress(long high, long low) {

    /** Every caller whose address is no address. They are one source. */
    public static final SourceAddress UNKNOWN = new SourceAddress(0, 0);

    private static final long IPV4 = 0xffffL << 32;
    private static final int OCTETS = 4;
    private static final int LARGEST_OCTET = 255;
    private static final int NETWORK_SHIFT = 16;

    /** Reads the text that a connection or a proxy names. */
    public static SourceAddress of(@Nullable String text) {
        if (text == null) {
            return UNKNOWN;
        }
        var address = ipv4(text, text.length());
        return address != null ? address : otherForm(text);
    }

    /** True for an IPv4 address in any form. */
    public boolean isIpv4() {
        return high == 0 && low >>> Integer.SIZE == IPV4 >>> Integer.SIZE;
    }

    /** The source itself: an IPv4 address, or the /64 of an IPv6 address, because its owner has all addresses in it. */
    public long host() {
        return isIpv4() ? low : high;
    }

    /** The /48 of an IPv6 address. A provider gives one customer up to as much. */
    public long network() {
        return high >>> NETWORK_SHIFT;
    }

    /** The address in its usual form, so that each address has one text. */
    @Override
    public String toString() {
        var bytes = isIpv4()
                ? ByteBuffer.allocate(OCTETS).putInt((int) low)
                : ByteBuffer.allocate(2 * Long.BYTES).putLong(high).putLong(low);
        try {
            return InetAddress.getByAddress(bytes.array()).getHostAddress();
        } catch (UnknownHostException neverOfThisLength) {
            throw new IllegalStateException(neverOfThisLength);
        }
    }

    private static SourceAddress otherForm(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            return UNKNOWN;
        }
        if (text.charAt(0) == '[') {
            int end = text.indexOf(']');
            return end < 0 ? UNKNOWN : ipv6(text.substring(1, end));
        }
        if (colon == text.lastIndexOf(':')) {
            var withPort = ipv4(text, colon);
            return withPort != null ? withPort : UNKNOWN;
        }
        return ipv6(text);
    }

    /** The IPv4 address before this end, or null if there is none. */
    private static @Nullable SourceAddress ipv4(String text, int end) {
        long bits = 0;
        int octet = -1;
        int octets = 1;
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            if (c == '.' && octet >= 0 && octets < OCTETS) {
                bits = bits << Byte.SIZE | octet;
                octet = -1;
                octets++;
            } else if (c >= '0' && c <= '9' && octet != 0) {
                octet = Math.max(octet, 0) * 10 + c - '0';
                if (octet > LARGEST_OCTET) {
                    return null;
                }
            } else {
                return null;
            }
        }
        return octets == OCTETS && octet >= 0 ? new SourceAddress(0, IPV4 | bits << Byte.SIZE | octet) : null;
    }

    private static SourceAddress ipv6(String text) {
        int zone = text.indexOf('%');
        try {
            var bytes = ByteBuffer.wrap(InetAddress.ofLiteral(zone < 0 ? text : text.substring(0, zone))
                    .getAddress());
            return bytes.remaining() == OCTETS
                    ? new SourceAddress(0, IPV4 | Integer.toUnsignedLong(bytes.getInt()))
                    : new SourceAddress(bytes.getLong(), bytes.getLong());
        } catch (IllegalArgumentException noAddress) {
            return UNKNOWN;
        }
    }
}
