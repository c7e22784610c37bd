/**
 * Finds what is wrong, dangerous or doubtful in policy documents: the linter, and the rules about documents, actions,
 * resources and principals. Rule ids are those of IAM Access Analyzer where the rule is the same; ids that begin with
 * LP, BR, PL and GW are our own and stricter than Access Analyzer. Imports {@code policy}, {@code pattern},
 * {@code condition}, {@code json}, {@code document}, {@code facts}, {@code rule} and {@code conditionlint}.
 */
@NullMarked
package dev.ostiary.policy.lint;

import org.jspecify.annotations.NullMarked;
