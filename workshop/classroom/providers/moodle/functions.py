"""The functions of Moodle's web services that a token has to allow, and the rights they take."""

SITE_INFO = "core_webservice_get_site_info"
CATEGORIES = "core_course_get_categories"
COURSES = "core_course_get_courses_by_field"
CONTENTS = "core_course_get_contents"
USERS = "core_user_get_users_by_field"
FIND_USERS = "core_user_get_users"
ENROLLED = "core_enrol_get_enrolled_users"
GROUPS = "core_group_get_course_groups"
EVENTS = "core_calendar_get_calendar_events"
FORUMS = "mod_forum_get_forums_by_courses"
DISCUSSIONS = "mod_forum_get_forum_discussions"
POSTS = "mod_forum_get_discussion_posts"

CREATE_CATEGORIES = "core_course_create_categories"
CREATE_COURSES = "core_course_create_courses"
UPDATE_COURSES = "core_course_update_courses"
CREATE_USERS = "core_user_create_users"
ENROL = "enrol_manual_enrol_users"
UNENROL = "enrol_manual_unenrol_users"
UNASSIGN = "core_role_unassign_roles"
CREATE_GROUPS = "core_group_create_groups"
UPDATE_GROUPS = "core_group_update_groups"
DELETE_GROUPS = "core_group_delete_groups"
ADD_MEMBERS = "core_group_add_group_members"
DELETE_MEMBERS = "core_group_delete_group_members"
EDIT_IN_PLACE = "core_update_inplace_editable"
EDIT_COURSE = "core_courseformat_update_course"
CREATE_EVENTS = "core_calendar_create_calendar_events"
DELETE_EVENTS = "core_calendar_delete_calendar_events"
ADD_DISCUSSION = "mod_forum_add_discussion"
UPDATE_POST = "mod_forum_update_discussion_post"
SEVERAL = "tool_mobile_call_external_functions"

READING = (
    CATEGORIES, COURSES, CONTENTS, USERS, ENROLLED, GROUPS, EVENTS, FORUMS, DISCUSSIONS, POSTS,
)  # fmt: skip
WRITING = (
    CREATE_CATEGORIES, CREATE_COURSES, UPDATE_COURSES, CREATE_USERS, ENROL, UNENROL, UNASSIGN,
    CREATE_GROUPS, UPDATE_GROUPS, DELETE_GROUPS, ADD_MEMBERS, DELETE_MEMBERS, EDIT_IN_PLACE,
    EDIT_COURSE, CREATE_EVENTS, DELETE_EVENTS, ADD_DISCUSSION, UPDATE_POST,
)  # fmt: skip
# As the guide lists them; the last two only find accounts in more cases, and save requests.
ALL = (SITE_INFO, *READING, *WRITING, FIND_USERS, SEVERAL)

# What the account of the token has to be allowed, for all of the above; measured on Moodle 4.5.6.
RIGHTS = (
    "webservice/rest:use", "moodle/category:manage", "moodle/course:create",
    "moodle/course:update", "moodle/course:view", "moodle/course:viewparticipants",
    "moodle/course:manageactivities", "moodle/course:managegroups", "moodle/user:create",
    "moodle/user:viewdetails", "moodle/site:viewuseridentity", "moodle/site:accessallgroups",
    "moodle/role:assign", "enrol/manual:enrol", "enrol/manual:unenrol",
    "moodle/calendar:manageentries", "mod/forum:viewdiscussion", "mod/forum:startdiscussion",
    "mod/forum:addnews", "mod/forum:pindiscussions", "mod/forum:editanypost",
)  # fmt: skip
