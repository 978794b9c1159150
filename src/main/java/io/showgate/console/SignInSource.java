package io.showgate.console;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The origin of a sign-in, as far as its address tells. The owner of one IPv6 address usually has the whole network
 * around it: 64 bits name a home, and 48 bits name a site with 65,536 such networks.
 *
 * @param address the address in its usual form, so that each address has one text
 * @param network an IPv4 address, or the first 64 bits of an IPv6 address
 * @param site the first 48 bits of an IPv6 address; null for an IPv4 address
 */
record SignInSource(
        String address, String network, @Nullable String site) {

    private static final int NETWORK_BYTES = 8;
    private static final int SITE_BYTES = 6;
    private static final String NO_ADDRESS = "a source without a valid address";

    /** The source of an address as the servlet container gives it. All texts that are no addresses are one source. */
    static SignInSource of(String address) {
        try {
            int zone = address.indexOf('%');
            var parsed = InetAddress.ofLiteral(zone < 0 ? address : address.substring(0, zone));
            var usual = parsed.getHostAddress();
            return parsed instanceof Inet6Address wide
                    ? new SignInSource(usual, prefix(wide, NETWORK_BYTES), prefix(wide, SITE_BYTES))
                    : new SignInSource(usual, usual, null);
        } catch (IllegalArgumentException noAddress) {
            return new SignInSource(NO_ADDRESS, NO_ADDRESS, null);
        }
    }

    private static String prefix(Inet6Address address, int bytes) {
        return HexFormat.of().formatHex(Arrays.copyOf(address.getAddress(), bytes));
    }
}
