/**
 * Text patterns of IAM: globs, ARN patterns and policy variables. Imports no other room.
 */
@NullMarked
package dev.ostiary.policy.pattern;

import org.jspecify.annotations.NullMarked;
