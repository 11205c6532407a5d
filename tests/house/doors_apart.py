"""The doors of accounts and of the back office, which other tests open one by one."""

# Pages of allauth, and ours in their place: what each does, tests/accounts says. Here: who enters.
ANYONE, ACCOUNT = "anyone", "account"
ACCOUNT_DOORS = {
    "accounts:profile": ACCOUNT,
    "accounts:listing": ACCOUNT,
    "accounts:signed_out": ANYONE,
    "accounts:closed": ANYONE,
    "feedback:own_data": ACCOUNT,
    "feedback:own_data_file": ACCOUNT,
    "feedback:close_account": ACCOUNT,
    "accounts:SignUp": ANYONE,
    "accounts:ConfirmMailAddress": ANYONE,
    "accounts:ReplaceForgottenPassword": ANYONE,
    "account_login": ANYONE,
    "account_logout": ANYONE,
    "account_inactive": ANYONE,
    "account_signup": ANYONE,
    "account_reauthenticate": ACCOUNT,
    "account_email": ACCOUNT,
    "account_email_verification_sent": ANYONE,
    "account_change_password": ACCOUNT,
    "account_set_password": ACCOUNT,
    "account_reset_password": ANYONE,
    "account_confirm_login_code": ACCOUNT,
    "account_confirm_email": ANYONE,
    "account_reset_password_from_key_done": ANYONE,
    "account_reset_password_from_key": ANYONE,
    "account_reset_password_done": ANYONE,
}

ACCOUNT_DOORS |= {
    "accounts:LoginView": ANYONE,
    "accounts:begin": ANYONE,
    "accounts:come_back": ANYONE,
    "accounts:ConnectionsView": ACCOUNT,
    "accounts:ChooseName": ACCOUNT,
    "accounts:failed": ANYONE,
    "mediawiki_login": ANYONE,
    "mediawiki_callback": ANYONE,
    "socialaccount_login_cancelled": ANYONE,
    "socialaccount_login_error": ANYONE,
    "socialaccount_signup": ACCOUNT,
    "socialaccount_connections": ACCOUNT,
}
SECOND_FACTOR = (
    "accounts:SetUp", "accounts:SwitchOff", "accounts:ViewRecoveryCodesView", "mfa_index",
    "mfa_authenticate", "mfa_reauthenticate", "mfa_activate_totp", "mfa_deactivate_totp",
    "mfa_view_recovery_codes", "mfa_generate_recovery_codes", "mfa_download_recovery_codes",
)  # fmt: skip
ACCOUNT_DOORS |= dict.fromkeys(SECOND_FACTOR, ACCOUNT)

# The back office: whose role opens what is for tests/recommendations/test_admin_rights.py to say.
BACK_OFFICE = (
    "index", "login", "logout", "password_change", "password_change_done", "autocomplete",
    "jsi18n", "view_on_site", "auth_user_password_change", "app_list", "catch_all_view",
)  # fmt: skip
OF_EACH_MODEL = ("changelist", "add", "history", "delete", "change")
WITH_REVISIONS = (
    "recommendations_draftset", "recommendations_recommendation", "recommendations_part",
    "recommendations_lineage", "recommendations_iteration", "recommendations_milestone",
    "recommendations_workinggroup", "recommendations_guidingquestion",
    "recommendations_partquestion", "recommendations_page",
)  # fmt: skip
WITHOUT_REVISIONS = (
    "accounts_user", "accounts_community", "feedback_comment", "feedback_decision", "feedback_rule",
    "feedback_export", "feedback_outbox",
)  # fmt: skip
ADMIN_DOORS = {f"admin:{name}" for name in BACK_OFFICE}
ADMIN_DOORS |= {
    f"admin:{model}_{page}"
    for model in WITH_REVISIONS + WITHOUT_REVISIONS
    for page in OF_EACH_MODEL
}
ADMIN_DOORS |= {f"admin:{model}_simple_history" for model in WITH_REVISIONS}
