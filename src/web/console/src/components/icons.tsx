import { icon } from "@kefuchat/ui";

export const SortIcon = icon("M8 5v14M4.5 15.5 8 19l3.5-3.5M16 19V5M12.5 8.5 16 5l3.5 3.5");
export const SearchIcon = icon("M17 11a6 6 0 1 1-12 0 6 6 0 0 1 12 0ZM16 16l4.5 4.5");
export const SettingsIcon = icon(
    "M4 7h10M18 7h2M4 17h2M10 17h10M18 7a2 2 0 1 1-4 0 2 2 0 0 1 4 0ZM10 17a2 2 0 1 1-4 0 2 2 0 0 1 4 0Z",
);
export const HelpIcon = icon("M4 7h16v10H4zM7.5 10.5v.01M11 10.5v.01M14.5 10.5v.01M8 14h8");
export const SignOutIcon = icon("M14 5H6v14h8M11 12h9M17 8.5 20.5 12 17 15.5");
export const BackIcon = icon("M15 5l-7 7 7 7");
export const DetailsIcon = icon("M4 5h16v14H4zM14.5 5v14");
export const TransferIcon = icon("M4 8h14M14.5 4.5 18 8l-3.5 3.5M20 16H6M9.5 12.5 6 16l3.5 3.5");
export const ReplyIcon = icon("M13 3 5 14h6l-1 7 8-11h-6z");
export const EditIcon = icon("M5 19h3.5L19 8.5 15.5 5 5 15.5zM13 7.5l3.5 3.5");
export const RemoveIcon = icon("M5 7h14M9 7V4.5h6V7M7 7l.8 12.5h8.4L17 7");
export const ShieldIcon = icon("M12 3.5 5 6v5.5c0 4.5 3 7.5 7 9 4-1.5 7-4.5 7-9V6zM9 12l2.2 2.2L15.5 10");
export const PersonIcon = icon("M16 8a4 4 0 1 1-8 0 4 4 0 0 1 8 0ZM4.5 20.5c1-4 4-5.5 7.5-5.5s6.5 1.5 7.5 5.5");
export const StarOutlineIcon = icon(
    "m12 4 2.5 5.2 5.700.7-4.2 3.900 1.100 5.700-5.100-2.800-5.100 2.800L8 13.800 3.800 9.900l5.700-.7z",
);
