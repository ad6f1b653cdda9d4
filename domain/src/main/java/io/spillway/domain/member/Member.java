package io.spillway.domain.member;

/**
 * A clearing member.
 *
 * @param groupId affiliated members share it; empty for none
 */
public record Member(String id, String lei, String name, String groupId) {
}
