package io.showgate.console;

import org.springframework.jdbc.core.JdbcTemplate;

/** A database trigger that refuses the claims of one user, as an operator's own trigger may. */
final class RefusedUser {

    private RefusedUser() {}

    /** Runs an action while the database refuses the user's claims. */
    static void during(JdbcTemplate jdbc, String user, Runnable work) {
        jdbc.execute("create trigger refuse_user before insert on coupon_claim for each row begin"
                + " if new.user_id = '" + user + "' then"
                + " signal sqlstate '45000' set message_text = 'nothing for this user'; end if; end");
        try {
            work.run();
        } finally {
            jdbc.execute("drop trigger refuse_user");
        }
    }
}
