package io.showgate.console;

import io.showgate.traffic.SourceAddress;
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

    private static final SignInSource WITHOUT_ADDRESS =
            new SignInSource("a source without a valid address", "unknown", null);

    /**
     * The source of an address as the servlet container or a proxy gives it, in any spelling. All texts that are no
     * addresses are one source.
     */
    static SignInSource of(String text) {
        var address = SourceAddress.of(text);
        if (address.equals(SourceAddress.UNKNOWN)) {
            return WITHOUT_ADDRESS;
        }
        var usual = address.toString();
        return address.isIpv4()
                ? new SignInSource(usual, usual, null)
                : new SignInSource(usual, Long.toHexString(address.host()), Long.toHexString(address.network()));
    }
}
