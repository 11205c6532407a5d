"""Addresses of what people say, and of what is done with it."""

from django.urls import URLPattern, URLResolver, include, path, register_converter

from . import feeds
from .person_name import PersonName
from .reports.months import Month
from .urls_of_answers import answering
from .urls_of_next_iteration import next_iteration
from .views import (
    analyse,
    appeals,
    bundles,
    carry_back,
    codebook,
    coding,
    coding_agreement,
    conversations,
    dates,
    desk,
    draft_structure,
    figures,
    flags,
    follow,
    group_input,
    host,
    imports,
    jump,
    liaisons,
    look_alike,
    messages,
    moderate,
    monthly_reports,
    notices,
    organise,
    own_account,
    participate,
    past,
    people,
    readers,
    reading,
    receipts,
    render,
    renderings,
    reporting,
    roles,
    saved_views,
    search,
    themes,
    writing_room,
)

register_converter(PersonName, "person")
register_converter(Month, "month")

app_name = "feedback"
comment = [
    path("", reading.comment, name="comment"),
    path("text/", past.text_seen, name="text_seen"),
    path("history/", past.comment_history, name="comment_history"),
    path("reply/", participate.reply, name="reply"),
    path("edit/", participate.edit, name="edit"),
    path("withdraw/", participate.withdraw, name="withdraw"),
    path("readers/", readers.readers, name="readers"),
    path("agree/", participate.agree, name="agree"),
    path("report/", flags.flag, name="flag"),
    path("render/", render.render_words, name="render"),
    path("render/machine/", render.ask_machine, name="ask_machine"),
    path("decide/", moderate.decide, name="decide"),
    path("escalate/", desk.escalate_comment, name="escalate"),
    path("bundle/", bundles.bundle, name="bundle"),
    path("alike/", bundles.alike, name="alike"),
]
# On a group's desk: the codebook, and what is put under it.
coding_desk = [
    path("themes/", themes.themes, name="themes"),
    path("themes/agreement/", coding_agreement.coding_agreement, name="coding_agreement"),
    path("themes/copy/", themes.copy_themes, name="copy_themes"),
    path("themes/<int:iteration>/<slug:key>/", themes.theme, name="theme"),
    path("themes/<int:iteration>/<slug:key>/place/", themes.place_theme, name="place_theme"),
    path("themes/<int:iteration>/<slug:key>/merge/", themes.merge_theme, name="merge_theme"),
    path("themes/<int:iteration>/<slug:key>/split/", themes.split_theme, name="split_theme"),
    path("alike/", look_alike.look_alike, name="look_alike"),
    path("alike/search/", look_alike.search_alike, name="search_alike"),
    path("alike/<int:pk>/", look_alike.decide_alike, name="decide_alike"),
    path("code/", coding.code, name="code"),
    path("code/<int:pk>/take-back/", coding.take_back, name="take_back"),
    path("code/<slug:comment>/", coding.code_one, name="code_one"),
]
receipt = [
    path("<uuid:key>/", receipts.receipt, name="receipt"),
    path("report/<uuid:key>/", flags.flag_receipt, name="flag_receipt"),
    path("secret/<str:secret>/", receipts.secret_receipt, name="secret_receipt"),
    path("secret/<str:secret>/edit/<slug:slug>/", receipts.secret_edit, name="secret_edit"),
    path(
        "secret/<str:secret>/withdraw/<slug:slug>/",
        receipts.secret_withdraw,
        name="secret_withdraw",
    ),
    path("secret/<str:secret>/appeal/<int:pk>/", appeals.secret_appeal, name="secret_appeal"),
    path("mail/<str:token>/appeal/", appeals.letter_appeal, name="letter_appeal"),
    path("secret/<str:secret>/readers/<slug:slug>/", readers.secret_readers, name="secret_readers"),
    path("secret/<str:secret>/reply/<slug:slug>/", readers.secret_reply, name="secret_reply"),
    path("mail/<str:token>/", receipts.confirm_mail, name="confirm_mail"),
    path("mail/<str:token>/stop/", receipts.stop_mail, name="stop_mail"),
]
exports = [
    path("", analyse.exports, name="exports"),
    path("<int:pk>/", analyse.export, name="export"),
    path("<int:pk>/file/", analyse.export_file, name="export_file"),
]
organiser = [
    path("", organise.organiser, name="organiser"),
    path("dates/", dates.dates, name="dates"),
    path("dates/iterations/<int:number>/", dates.iteration, name="move_iteration"),
    path("dates/sets/<slug:code>/", dates.draft_set, name="move_set"),
    path("dates/milestones/<slug:key>/", dates.milestone, name="move_milestone"),
    path("roles/", roles.roles, name="roles"),
    path("roles/log/", roles.role_log, name="role_log"),
    path("roles/give/<int:pk>/", roles.give, name="give_role"),
    path("roles/take/<int:pk>/", roles.take, name="take_role"),
]
liaison = [
    path("", liaisons.liaisons, name="liaisons"),
    path("sent/", messages.message_sent, name="message_sent"),
    path("organisers/write/", messages.write_to_organisers, name="write_to_organisers"),
    path("<int:pk>/write/", messages.write_to_liaison, name="write_to_liaison"),
]
said_elsewhere = [
    path("", conversations.conversations, name="conversations"),
    path("new/", reporting.new, name="new_conversation"),
    path("mine/", reporting.mine, name="my_conversations"),
    path("<int:pk>/", conversations.conversation, name="conversation"),
    path("<int:pk>/edit/", reporting.edit, name="edit_conversation"),
    path("<int:pk>/outcome/", carry_back.outcome, name="carry_back"),
    path("<int:pk>/import/", imports.import_statements, name="import_statements"),
    path("<int:pk>/correct/", reporting.correct, name="correct_conversation"),
    path("<int:pk>/delete/", reporting.delete, name="delete_conversation"),
    path("<int:pk>/hand-in/", reporting.hand_in, name="hand_in_conversation"),
    path("<int:pk>/review/", reporting.review, name="review_conversation"),
]
monthly_report = [
    path("", monthly_reports.report, name="report"),
    path("open/", monthly_reports.open_report, name="open_report"),
    path("correct/", monthly_reports.correct_report, name="correct_report"),
    path("report-<int:number>.docx", monthly_reports.report_document, name="report_document"),
    path("report.csv", monthly_reports.report_file, {"form": "csv"}, name="report_csv"),
    path("report.txt", monthly_reports.report_file, {"form": "txt"}, name="report_wikitext"),
]
pictures = [
    path("", figures.iteration, name="iteration_figures"),
    path("reach/", figures.reach_grid, name="reach"),
    path("reach.csv", figures.reach_file, name="reach_file"),
    path("lineage/", figures.lineage, name="lineage"),
    path("lineage.csv", figures.lineage_file, name="lineage_file"),
    path("<slug:key>.csv", figures.iteration_figure, name="iteration_figure"),
    path("<slug:group>/<slug:number>/", figures.recommendation, name="recommendation_figures"),
    path(
        "<slug:group>/<slug:number>/<slug:key>.csv",
        figures.recommendation_figure,
        name="recommendation_figure",
    ),
]
writing = [
    path("", writing_room.writing_room, name="writing_room"),
    path("<int:pk>/", writing_room.draft, name="draft"),
    path("<int:pk>/text/", writing_room.save_draft, name="save_draft"),
    path("<int:pk>/people/", writing_room.draft_people, name="draft_people"),
    path("<int:pk>/reasons/", writing_room.explain_draft, name="explain_draft"),
    path("<int:pk>/structure/", draft_structure.draft_structure, name="draft_structure"),
]
group_reading: list[URLPattern | URLResolver] = [
    path("", group_input.group_desks, name="group_desks"),
    path("<slug:slug>/", group_input.group_desk, name="group_desk"),
    path("<slug:slug>/read/", group_input.group_read, name="group_read"),
    path("<slug:slug>/views/", saved_views.keep_view, name="keep_view"),
    path("<slug:slug>/views/<int:pk>/delete/", saved_views.drop_view, name="drop_view"),
    path("<slug:slug>/draft/", include(writing)),
]
urlpatterns = [
    *answering,
    *next_iteration,
    path("recent/", reading.recent, name="recent"),
    path("recent/feed/", feeds.everything, name="feed"),
    path("groups/<slug:slug>/feed/", feeds.of_group, name="group_feed"),
    path(
        "iterations/<int:iteration>/<slug:group>/<slug:number>/feed/",
        feeds.of_recommendation,
        name="recommendation_feed",
    ),
    path("figures/<int:iteration>/", include(pictures)),
    path("search/", search.search, name="search"),
    path("themes/<int:iteration>/", codebook.codebook, name="codebook"),
    path("themes/<int:iteration>/<slug:key>/", codebook.public_theme, name="public_theme"),
    path("desk/groups/<slug:slug>/", include(coding_desk)),
    path("go/", jump.jump, name="jump"),
    path("c/<slug:slug>/", include(comment)),
    path("write/<slug:target>/", participate.write, name="write"),
    path("receipt/", include(receipt)),
    path("people/<person:name>/", people.person, name="person"),
    path("accounts/data/", own_account.own_data, name="own_data"),
    path("accounts/data/file/", own_account.own_data_file, name="own_data_file"),
    path("accounts/close/", own_account.close, name="close_account"),
    path("follow/<slug:about>/<slug:key>/", follow.follow, name="follow"),
    path("notices/", notices.notices, name="notices"),
    path("notices/<int:pk>/", notices.notice, name="notice"),
    path("settings/notices/", follow.notice_settings, name="notice_settings"),
    path("letters/stop/<str:token>/", follow.stop_letters, name="stop_letters"),
    path("mine/", receipts.mine, name="mine"),
    path("liaisons/", include(liaison)),
    path("conversations/", include(said_elsewhere)),
    path("host/", host.host, name="host"),
    path("desk/", desk.desk, name="desk"),
    path("desk/queue/", desk.queue, name="queue"),
    path("desk/questions/", desk.questions, name="desk_questions"),
    path("desk/translations/", desk.translations, name="desk_translations"),
    path("desk/renderings/", renderings.renderings, name="renderings"),
    path("desk/renderings/<int:pk>/", renderings.decide_rendering, name="decide_rendering"),
    path("desk/organiser/", include(organiser)),
    path("desk/groups/", include(group_reading)),
    path("desk/messages/", messages.inbox, name="messages"),
    path("desk/messages/<int:pk>/", messages.message, name="message"),
    path("reports/", monthly_reports.reports, name="reports"),
    path("reports/<slug:group>/<month:month>/", include(monthly_report)),
    path(
        "reports/corrections/<int:pk>/", monthly_reports.answer_correction, name="answer_correction"
    ),
    path("desk/appeals/", appeals.appeals, name="appeals"),
    path("desk/appeals/<int:pk>/", appeals.answer, name="answer_appeal"),
    path("decisions/", moderate.decisions, name="decisions"),
    path("appeals/<int:pk>/", appeals.appeal, name="appeal"),
    path("exports/", include(exports)),
]
