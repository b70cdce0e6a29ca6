// The order as the bridge wants it (docs/iiko-bridge.md, "The order, as a plugin sends it").
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Resto.Front.Api;
using Resto.Front.Api.Data.Orders;
using Resto.Front.Api.Data.Organization;
using Resto.Front.Api.Data.Payments;

namespace Loyalkit.Iiko
{
    internal sealed class OrderJson
    {
        private readonly Settings settings;

        public OrderJson(Settings settings) { this.settings = settings; }

        /// <param name="order">As iiko shows it now.</param>
        /// <param name="operations">The one that the event was given, or the plugin's.</param>
        /// <param name="current">The payment that the call is about: it does not count as paid already.</param>
        /// <param name="pointOfSale">Where money moves, as iiko says it.</param>
        public Fields Of(IOrder order, IOperationService operations, IPaymentItem current = null, IPointOfSale pointOfSale = null)
        {
            return new Fields()
                .With("status", order.Status.ToString())
                .With("sum", Money(order.ResultSum))
                .With("pointsPaid", NotZero(Own(order).Where(item => item.Status == PaymentStatus.Processed && item.Id != current?.Id).Sum(item => item.Sum)))
                .With("pointsDiscount", NotZero(PointsDiscount(order)))
                .With("loyaltyDiscount", NotZero(LoyaltyDiscount(order)))
                .With("excluded", NotZero(Excluded(order)))
                .With("number", order.Number.ToString(CultureInfo.InvariantCulture))
                .With("terminal", Terminal(order, operations))
                .With("register", Register(order, operations, current, pointOfSale))
                .With("stornedOrderId", order.StornedOrderId)
                .With("closedAt", order.CloseTime == null ? null : Iso(order.CloseTime.Value));
        }

        public static string Id(Guid id) => id.ToString("D");

        /// <summary>iiko's sums have two decimals already; a sum of parts keeps them.</summary>
        public static decimal Money(decimal sum) => Math.Round(sum, 2, MidpointRounding.AwayFromZero);

        /// <summary>IPaymentType does not say which payment system it is of: it is known by its name in iikoOffice.</summary>
        public bool IsOwn(IPaymentType type) => type.Kind == PaymentTypeKind.External && settings.PaymentTypes.Contains(type.Name);

        public IEnumerable<IPaymentItem> Own(IOrder order) => (order.Payments ?? new IPaymentItem[0]).Where(item => IsOwn(item.Type));

        public bool IsLoyalty(IDiscountItem discount) =>
            settings.DiscountType != null && discount.DiscountType != null && discount.DiscountType.Name == settings.DiscountType;

        /// <summary>A type that is only fiscalised as a discount does not lower ResultSum; one that is processed as one does.</summary>
        private decimal PointsDiscount(IOrder order) => (order.PaymentDiscounts ?? new IAppliedDiscountItem[0])
            .Where(applied => applied.Discount?.DiscountPaymentItem is IPaymentItem item && IsOwn(item.Type) && item.Type.ProcessAsDiscount)
            .Sum(applied => applied.DiscountSum);

        private decimal LoyaltyDiscount(IOrder order) => (order.AppliedDiscounts ?? new IAppliedDiscountItem[0])
            .Where(applied => applied.Discount != null && IsLoyalty(applied.Discount))
            .Sum(applied => applied.DiscountSum);

        /// <summary>Plain dishes with their modifiers. A dish of parts (a pizza of halves) is never tobacco.</summary>
        private decimal Excluded(IOrder order)
        {
            if (settings.ExcludedCategories.Count == 0)
                return 0;
            return (order.Items ?? new IOrderRootItem[0]).OfType<IOrderProductItem>()
                .Where(item => !item.Deleted && item.Product.Category != null && settings.ExcludedCategories.Contains(item.Product.Category.Name))
                .Sum(item => item.ResultSum + (item.AssignedModifiers ?? new IOrderModifierItem[0]).Where(modifier => !modifier.Deleted).Sum(modifier => modifier.ResultSum));
        }

        /// <summary>Of the terminal that changed the order last; a name, since IDs are nowhere to be seen in iikoOffice.</summary>
        private static string Terminal(IOrder order, IOperationService operations) => Guard.Get("terminal", null, () =>
        {
            var host = operations.GetHostTerminal();
            return order.LastChangedTerminalId == host.Id || order.LastChangedTerminalId == Guid.Empty
                ? host.Name
                : operations.TryGetTerminalById(order.LastChangedTerminalId)?.Name ?? host.Name;
        });

        /// <summary>Where the points are paid; before that, the terminal's only register. With several it is not known until Pay.</summary>
        private string Register(IOrder order, IOperationService operations, IPaymentItem current, IPointOfSale pointOfSale) => Guard.Get("register", null, () =>
        {
            var paidAt = pointOfSale ?? current?.PointOfSale ?? Own(order).Select(item => item.PointOfSale).FirstOrDefault(point => point != null);
            if (paidAt == null)
            {
                var all = operations.GetHostTerminalPointsOfSale();
                paidAt = all.Count == 1 ? all[0] : null;
            }
            return paidAt?.CashRegister?.FriendlyName;
        });

        private static string Iso(DateTime time) =>
            new DateTimeOffset(DateTime.SpecifyKind(time, time.Kind == DateTimeKind.Utc ? DateTimeKind.Utc : DateTimeKind.Local))
                .ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);

        private static object NotZero(decimal sum) => Money(sum) == 0 ? null : (object)Money(sum);
    }
}
