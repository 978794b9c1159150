/**
 * The operator's side of campaigns: compares Redis with the database, recovers a campaign that Redis lost, and lets
 * operators set campaigns up and decide about dead letters. Every instance does all of this, and none leads.
 */
@ApplicationModule(allowedDependencies = {"campaign", "claim", "database", "startup"})
@NullMarked
package io.showgate.reconciliation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
