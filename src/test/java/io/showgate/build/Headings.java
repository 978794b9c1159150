package io.showgate.build;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The anchors of a Markdown document as GitHub makes them from its headings. */
final class Headings {

    private static final Pattern HEADING = Pattern.compile("#{1,6} +(.*?)(?: +#+)? *");
    private static final Pattern LINK = Pattern.compile("\\[([^\\]]*)\\]\\([^)]*\\)");
    private static final Pattern DROPPED = Pattern.compile("[^\\p{L}\\p{M}\\p{N}_\\- ]");

    private Headings() {}

    /** The anchors without {@code #}. The second heading with the same text gets {@code -1}, the third {@code -2}. */
    static Set<String> anchors(String document) {
        var anchors = new LinkedHashSet<String>();
        var seen = new HashMap<String, Integer>();
        MarkdownLines.outsideCode(document).forEach(line -> {
            var heading = HEADING.matcher(line);
            if (heading.matches()) {
                var anchor = anchor(heading.group(1));
                int earlier = seen.merge(anchor, 1, Integer::sum) - 1;
                anchors.add(earlier == 0 ? anchor : anchor + '-' + earlier);
            }
        });
        return anchors;
    }

    private static String anchor(String heading) {
        var text = LINK.matcher(heading).replaceAll("$1");
        return DROPPED.matcher(text.toLowerCase(Locale.ROOT)).replaceAll("").replace(' ', '-');
    }
}
