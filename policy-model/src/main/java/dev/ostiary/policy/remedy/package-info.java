/**
 * What is done about findings: waivers, reports, mechanical fixes, and edits of policies by command. Imports
 * {@code policy}, {@code pattern}, {@code json} and {@code rule}.
 */
@NullMarked
package dev.ostiary.policy.remedy;

import org.jspecify.annotations.NullMarked;
