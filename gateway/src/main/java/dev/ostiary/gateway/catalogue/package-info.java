/**
 * Which foundation models and inference profiles exist in which Region: the built-in seed, the last good copy on disk, and
 * the refresh from Bedrock's control plane. Imports no other room.
 */
@NullMarked
package dev.ostiary.gateway.catalogue;

import org.jspecify.annotations.NullMarked;
