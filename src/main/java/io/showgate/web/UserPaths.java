package io.showgate.web;

import java.util.List;

/**
 * The paths of one module in which a segment is a user id. Every module with such paths contributes one bean. Only in
 * this segment may a path have an encoded slash, backslash, semicolon or percent sign.
 */
@FunctionalInterface
public interface UserPaths {

    /** The name of the variable that stands for the user. */
    String USER = "{userId}";

    /**
     * The paths as Spring MVC's mappings write them; asked once, at the start. The variable {@value #USER} stands for
     * the user, and another variable for any other segment.
     */
    List<String> patterns();
}
