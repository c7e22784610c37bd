/**
 * The vocabulary of one exchange: what was asked (call, target, headers, operation, caller) and what is answered
 * (an answer, an AWS-shaped error). Imports no other room.
 */
@NullMarked
package dev.ostiary.emulator.exchange;

import org.jspecify.annotations.NullMarked;
